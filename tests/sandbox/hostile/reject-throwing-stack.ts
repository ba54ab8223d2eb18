// expect: runtime_error
Promise.reject({ get stack() { throw 1; }, get message() { throw 2; } })
