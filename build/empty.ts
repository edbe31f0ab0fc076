/** The least a compiled program can be: what guardsh start-up is measured against. */
export {};
