// expect: runtime_error
1n<<(2n**40n)
