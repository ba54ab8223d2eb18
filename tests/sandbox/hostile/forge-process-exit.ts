// expect: runtime_error
// says: process.exit
process.exit(0)
