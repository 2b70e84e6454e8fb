package io.augment.benchmarks;

import io.augment.testkit.server.Fault;
import io.augment.testkit.server.FaultKind;
import io.augment.testkit.server.FaultPlan;
import io.augment.testkit.server.ReceivedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees all requests on the server's side and knows which of them a kill has made necessary, and which are a breach. */
final class Witness implements FaultPlan {
    private final FaultPlan faults;
    private final Set<String> acknowledged = new HashSet<>();

    /** Calls of the process that lives, and whether the last attempt of each was served. */
    private final Map<String, Boolean> served = new HashMap<>();

    /** Calls that were served and lost, by the kill that lost them. */
    private final Map<String, Integer> lost = new HashMap<>();

    private final List<Integer> repeatedByKill = new ArrayList<>();
    private long requests;
    private int paidTwice;

    Witness(FaultPlan faults) {
        this.faults = faults;
    }

    @Override
    public synchronized Fault faultFor(ReceivedRequest request, int attempt) {
        String call = Jobs.callIn(request.body());
        requests++;
        if (acknowledged.contains(call)) {
            paidTwice++;
        }
        Integer kill = lost.remove(call);
        if (kill != null) {
            repeatedByKill.set(kill, repeatedByKill.get(kill) + 1);
        }
        Fault fault = faults.faultFor(request, attempt);
        served.put(call, fault.kind() == FaultKind.NONE || fault.kind() == FaultKind.SLOW_BODY);
        return fault;
    }

    /** Notes a kill. */
    synchronized void killed(Set<String> acknowledgedSoFar) {
        acknowledged.addAll(acknowledgedSoFar);
        served.forEach((call, wasServed) -> {
            if (wasServed && !acknowledged.contains(call)) {
                lost.put(call, repeatedByKill.size());
            }
        });
        served.clear();
        repeatedByKill.add(0);
    }

    synchronized long requests() {
        return requests;
    }

    /** Returns how many requests, at most, one kill has made necessary again. */
    synchronized int mostRepeatedByKill() {
        return repeatedByKill.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Returns how many requests came again although their reply's append had returned. */
    synchronized int paidTwice() {
        return paidTwice;
    }
}
