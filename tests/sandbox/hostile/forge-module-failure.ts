// expect: runtime_error
throw new Error("There is no module 'x' here.")
