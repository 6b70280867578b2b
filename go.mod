module liaison

go 1.25.0
