// expect: runtime_error
eval('('.repeat(1e6)+'1'+')'.repeat(1e6))
