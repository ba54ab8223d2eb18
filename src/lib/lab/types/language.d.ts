/// <reference lib="esnext.disposable" />
/// <reference lib="esnext.decorators" />
