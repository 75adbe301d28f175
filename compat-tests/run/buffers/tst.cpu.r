tick on 0
end on 0, 0 elsewhere

