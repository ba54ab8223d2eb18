// expect: runtime_error
throw { toString() { throw this; }, get constructor() { throw this; } }
