1text-23next

