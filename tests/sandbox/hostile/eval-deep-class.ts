// expect: runtime_error
eval('(class extends '.repeat(2e4) + 'Object' + '{})'.repeat(2e4))
