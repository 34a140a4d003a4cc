/** The AWS SDK warns about Node 20 on every start, which users of a supported version can do nothing about. Import this before it. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
