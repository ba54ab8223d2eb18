// expect: runtime_error
throw {toString(){return {}}, valueOf(){return {}}}
