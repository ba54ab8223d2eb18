// expect: runtime_error
eval('(function(){'.repeat(5e3) + '})()'.repeat(5e3))
