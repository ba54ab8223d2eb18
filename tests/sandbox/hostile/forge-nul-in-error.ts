// expect: runtime_error
throw new Error('a\0b\ud800')
