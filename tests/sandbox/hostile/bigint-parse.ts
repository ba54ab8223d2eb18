// expect: runtime_error
BigInt('9'.repeat(2e6))
