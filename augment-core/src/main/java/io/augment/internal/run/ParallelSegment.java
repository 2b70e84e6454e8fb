package io.augment.internal.run;

import io.augment.AugmentException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes records through consecutive per-record stages, many at a time, and hands on what comes out in the order in which the
 * records came in.
 *
 * <p>A record and those made from it form a tree; its nodes are worked on as soon as a thread is free. At most {@code window}
 * trees are in memory: when the oldest is not done and the window is full, finished ones are put on disk, or, without a spill
 * file, nothing more is pulled.
 */
final class ParallelSegment implements FlowSource {
    /** While the oldest record is waited for, progress is told this often. */
    private static final long TICK_NANOS = 250_000_000;

    private static final long NOT_SPILLED = -1;

    /** Most trees that may wait, on disk and in memory: a slow record holds up the others after that. */
    private static final int MOST_TREES = 1 << 20;

    private final FlowSource upstream;
    private final List<StageSpec> stages;
    private final int firstIndex;
    private final StageRunner runner;
    private final WorkerPool pool;
    private final RunControl control;
    private final IntSupplier window;
    private final int round;
    private final int number;
    private final Runnable tick;
    private final @Nullable SpillFile spill;
    private final Deque<Tree> trees = new ArrayDeque<>();
    private final Deque<Flow> ready = new ArrayDeque<>();

    /** Trees in the order in which they were completed; kept only where they may be spilled. Guarded by the lock. */
    private final Deque<Tree> completed = new ArrayDeque<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private long nextRank;
    private boolean ended;
    private int inMemory;

    /** Trees that are not complete. Guarded by the lock. */
    private int unfinished;

    /** The tree that is waited for. Guarded by the lock. */
    private @Nullable Tree awaited;

    private volatile int lastWindow;

    ParallelSegment(
            FlowSource upstream,
            List<StageSpec> stages,
            int firstIndex,
            StageRunner runner,
            WorkerPool pool,
            RunControl control,
            IntSupplier window,
            int round,
            int number,
            Runnable tick,
            @Nullable SpillFile spill) {
        this.upstream = upstream;
        this.stages = stages;
        this.firstIndex = firstIndex;
        this.runner = runner;
        this.pool = pool;
        this.control = control;
        this.window = window;
        this.round = round;
        this.number = number;
        this.tick = tick;
        this.spill = spill;
        control.onStop(this::wakeUp);
    }

    /** A record and all that is made from it in this segment. */
    private final class Tree {
        private final long rank = nextRank++;
        private final AtomicInteger open = new AtomicInteger(1);
        private @Nullable Node root;
        private volatile boolean complete;
        private long spilled = NOT_SPILLED;
        private boolean gone;

        void nodeDone() {
            if (open.decrementAndGet() == 0) {
                lock.lock();
                try {
                    complete = true;
                    unfinished--;
                    if (spill != null) {
                        completed.add(this);
                    }
                    if (this == awaited || isShortOfWork()) {
                        done.signal();
                    }
                } finally {
                    lock.unlock();
                }
            }
        }

        /** Takes the flows out, in order. */
        List<Flow> take() {
            Node node = root;
            gone = true;
            root = null;
            forgetGone();
            if (node == null) {
                return spill == null ? List.of() : spill.take(spilled);
            }
            inMemory--;
            Deque<Flow> flows = new ArrayDeque<>();
            node.collect(flows, new Tally());
            return List.copyOf(flows);
        }
    }

    /** One flow at one stage of the segment; its children are what came out of that stage. */
    private final class Node {
        private final Tree tree;
        private final Flow flow;
        private final int stage;
        private @Nullable List<Node> children;

        Node(Tree tree, Flow flow, int stage) {
            this.tree = tree;
            this.flow = flow;
            this.stage = stage;
        }

        /** Works on this node and on the first of its children in turn; gives the others to the pool. */
        void work() {
            Node node = this;
            try {
                while (node != null) {
                    node = node.step();
                }
            } catch (Throwable e) {
                control.fail(new AugmentException("The run ended because of an internal error: " + e, e));
            }
            tree.nodeDone();
        }

        private @Nullable Node step() {
            if (!(flow instanceof Flow.Live live) || stage == stages.size()) {
                return null;
            }
            List<Flow> out = runner.run(stages.get(stage), firstIndex + stage, live.example(), live.ghost(), round);
            List<Node> made = new ArrayList<>(out.size());
            Node mine = null;
            for (Flow one : out) {
                Node node = new Node(tree, one, stage + 1);
                made.add(node);
                if (one instanceof Flow.Live && node.stage < stages.size()) {
                    if (mine == null) {
                        mine = node;
                    } else {
                        tree.open.incrementAndGet();
                        submit(node);
                    }
                }
            }
            children = made;
            return mine;
        }

        /** Adds the leaves below this node in order; a node that was worked on leaves only its notes. */
        void collect(Deque<Flow> out, Tally pending) {
            List<Node> made = children;
            if (made == null) {
                pending.addAll(flow.tally());
                Tally all = new Tally();
                all.addAll(pending);
                pending.notes().clear();
                out.add(withTally(flow, all));
                return;
            }
            pending.addAll(flow.tally());
            for (Node child : made) {
                child.collect(out, pending);
            }
        }
    }

    private static Flow withTally(Flow flow, Tally tally) {
        if (flow instanceof Flow.Live live) {
            return new Flow.Live(live.example(), live.ghost(), tally);
        }
        if (flow instanceof Flow.Ended endedFlow) {
            return new Flow.Ended(endedFlow.outcome(), tally);
        }
        if (flow instanceof Flow.Unreadable unreadable) {
            return new Flow.Unreadable(unreadable.row(), tally);
        }
        return new Flow.Nothing(tally);
    }

    private void submit(Node node) {
        pool.submit(new WorkerPool.Task(number, node.tree.rank) {
            @Override
            void run() {
                node.work();
            }
        });
    }

    @Override
    public @Nullable Flow next() throws InterruptedException {
        while (ready.isEmpty()) {
            Tree head = trees.peekFirst();
            if (head != null && head.complete) {
                trees.removeFirst();
                ready.addAll(head.take());
            } else if (!ended && inMemory < widest()) {
                pull();
            } else if (head != null) {
                SpillFile file = ended || trees.size() >= MOST_TREES ? null : spill;
                if (file == null || !spillOne(file)) {
                    awaitDone(head, file != null);
                }
            } else {
                return null;
            }
        }
        return ready.pollFirst();
    }

    private void pull() throws InterruptedException {
        Flow flow = upstream.next();
        if (flow == null) {
            ended = true;
            return;
        }
        Tree tree = new Tree();
        Node root = new Node(tree, flow, 0);
        tree.root = root;
        inMemory++;
        countUnfinished();
        trees.addLast(tree);
        if (flow instanceof Flow.Live) {
            submit(root);
        } else {
            tree.nodeDone();
        }
    }

    private int widest() {
        int now = window.getAsInt();
        lastWindow = now;
        return now;
    }

    private void countUnfinished() {
        lock.lock();
        try {
            unfinished++;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether finished trees take up so much of the window that threads may soon have nothing to do. */
    private boolean isShortOfWork() {
        return 2 * unfinished < lastWindow;
    }

    /**
     * Puts a finished record that an older one holds up on disk, and returns whether there was one, and need for it: records
     * that are finished a little out of order are not worth the way to the disk and back.
     */
    private boolean spillOne(SpillFile file) {
        Tree tree;
        lock.lock();
        try {
            if (!isShortOfWork()) {
                return false;
            }
            do {
                tree = completed.pollFirst();
            } while (tree != null && tree.gone);
        } finally {
            lock.unlock();
        }
        Node root = tree == null ? null : tree.root;
        if (tree == null || root == null) {
            return false;
        }
        Deque<Flow> flows = new ArrayDeque<>();
        root.collect(flows, new Tally());
        tree.spilled = file.write(List.copyOf(flows));
        tree.root = null;
        inMemory--;
        return true;
    }

    @SuppressWarnings("WaitNotInLoop") // who calls it looks again
    private void awaitDone(Tree head, boolean orAnother) throws InterruptedException {
        lock.lock();
        try {
            if (!head.complete && (!orAnother || completed.isEmpty() || !isShortOfWork())) {
                failOnError();
                awaited = head;
                if (done.awaitNanos(TICK_NANOS) <= 0) {
                    tick.run();
                }
            }
        } finally {
            awaited = null;
            lock.unlock();
        }
    }

    private void forgetGone() {
        lock.lock();
        try {
            while (!completed.isEmpty() && completed.getFirst().gone) {
                completed.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    private void failOnError() {
        RunControl.Stop stop = control.stopped();
        RuntimeException error = stop == null ? null : stop.error();
        if (error != null) {
            throw error;
        }
    }

    private void wakeUp() {
        lock.lock();
        try {
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
