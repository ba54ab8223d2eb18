// expect: runtime_error
throw {get [Symbol.toStringTag](){throw 1}}
