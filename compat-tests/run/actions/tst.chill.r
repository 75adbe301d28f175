well

