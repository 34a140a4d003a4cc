import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'], exclude: ['test/infra/**'] } },
      // The CDK takes seconds to load, so its tests share one worker and load it once.
      { extends: true, test: { name: 'infra', include: ['test/infra/**/*.test.ts'], isolate: false, maxWorkers: 1 } },
    ],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
