// expect: runtime_error
throw null
