import type Docker from 'dockerode';

const MiB = 1024 * 1024;

/** What a container of ours may not do: gain a privilege, write, breed, or eat the host's memory or its swap. */
export const hardening = {
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges'],
  ReadonlyRootfs: true,
  PidsLimit: 64,
  Memory: 128 * MiB,
  MemorySwap: 128 * MiB,
} satisfies Docker.HostConfig;
