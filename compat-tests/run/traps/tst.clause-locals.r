carried 1
cleared

