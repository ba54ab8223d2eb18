// expect: runtime_error
([] as any).constructor.prototype.map = 1
