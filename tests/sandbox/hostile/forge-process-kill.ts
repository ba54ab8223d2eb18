// expect: runtime_error
process.kill(process.pid)
