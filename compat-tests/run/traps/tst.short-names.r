begun
ended 1

