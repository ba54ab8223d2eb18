// expect: runtime_error
new Date(NaN).toISOString()
