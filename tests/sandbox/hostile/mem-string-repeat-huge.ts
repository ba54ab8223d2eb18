// expect: runtime_error
'x'.repeat(2**31)
