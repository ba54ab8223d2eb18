// expect: runtime_error
require('fs')
