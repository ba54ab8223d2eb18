// expect: accepted
eval('1' + '+1'.repeat(2e5))
