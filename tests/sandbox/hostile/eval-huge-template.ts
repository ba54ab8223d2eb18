// expect: runtime_error
eval('`' + '${1}'.repeat(2e5) + '`')
