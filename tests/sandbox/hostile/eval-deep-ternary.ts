// expect: runtime_error
eval('1?'.repeat(1e5) + '1' + ':1'.repeat(1e5))
