// expect: compile_error
eval('let ' + '['.repeat(1e5) + 'a' + ']'.repeat(1e5) + '=1')
