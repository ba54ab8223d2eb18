// expect: runtime_error
throw Symbol('x')
