// expect: time_limit_exceeded
atob('A'.repeat(4e6))
