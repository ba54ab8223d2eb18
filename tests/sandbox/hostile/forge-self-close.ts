// expect: runtime_error
self.close()
