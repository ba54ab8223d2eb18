// expect: runtime_error
([] as any)[Symbol.iterator].constructor.prototype.call = 1
