caught

