same clause
end

