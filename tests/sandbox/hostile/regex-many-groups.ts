// expect: runtime_error
new RegExp('(a)'.repeat(300))
