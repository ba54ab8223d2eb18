// expect: runtime_error
throw undefined
