// expect: runtime_error
throw 10n ** 1000n
