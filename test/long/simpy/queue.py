"""M/M/8 at load 0.8 in SimPy 3 the usual way, a process a customer: prints customers per second of CPU and mean wait."""

import random
import sys
import time

import simpy

customers, servers, work, load = int(sys.argv[1]), 8, 60_000.0, 0.8
gap = work / servers / load
waits = []
random.seed(1)
env = simpy.Environment()
pool = simpy.Resource(env, servers)


def customer():
    arrived = env.now
    with pool.request() as turn:
        yield turn
        waits.append(env.now - arrived)
        yield env.timeout(random.expovariate(1 / work))


def arrivals():
    for _ in range(customers):
        yield env.timeout(random.expovariate(1 / gap))
        env.process(customer())


begun = time.process_time()
env.process(arrivals())
env.run()
print(customers / (time.process_time() - begun), sum(waits) / customers)
