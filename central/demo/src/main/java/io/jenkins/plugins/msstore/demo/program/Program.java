package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Continuable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The complete state of a running script: its threads with their continuations and variables. One object graph, saved and
 * restored as a whole, so that branches still share their variables after a restart.
 */
final class Program implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SortedMap<Integer, ScriptThread> threads = new TreeMap<>();
    private int lastId;
    private int lastTurn;

    /** Adds a thread that is ready to run. */
    ScriptThread add(Continuable continuable, Scope scope, Body body) {
        ScriptThread thread = new ScriptThread(nextId(), continuable, scope, body);
        threads.put(thread.id(), thread);
        return thread;
    }

    /** A new number, unique among the threads and step calls of this program. */
    int nextId() {
        return ++lastId;
    }

    void remove(ScriptThread thread) {
        threads.remove(thread.id());
    }

    /** The next thread that is ready; ready threads take turns. */
    Optional<ScriptThread> nextReady() {
        return Stream.concat(
                        threads.tailMap(lastTurn + 1).values().stream(),
                        threads.headMap(lastTurn + 1).values().stream())
                .filter(ScriptThread::isReady)
                .findFirst();
    }

    /** Ends the turn of a thread. */
    void hadTurn(ScriptThread thread) {
        lastTurn = thread.id();
    }

    /** The thread of that number, or null. */
    ScriptThread thread(int id) {
        return threads.get(id);
    }

    /** The script's own thread, which runs no body of a step. Null once it has ended. */
    ScriptThread main() {
        return threads.values().stream()
                .filter(thread -> thread.body() == null)
                .findFirst()
                .orElse(null);
    }

    /** The thread that waits for a step call, or null when the call is over. */
    ScriptThread caller(int callId) {
        return threads.values().stream()
                .filter(thread -> thread.call() != null && thread.call().id() == callId)
                .findFirst()
                .orElse(null);
    }

    /** The threads that run the bodies of a step call. */
    List<ScriptThread> bodies(int callId) {
        return threads.values().stream()
                .filter(thread -> thread.body() != null && thread.body().callId() == callId)
                .toList();
    }

    /**
     * Drops the threads of a step call's bodies, with the bodies of the steps that these were calling.
     *
     * @return the numbers of the step calls that the dropped threads were waiting for
     */
    List<Integer> dropBodies(int callId) {
        List<Integer> abandoned = new ArrayList<>();
        for (ScriptThread thread : bodies(callId)) {
            remove(thread);
            if (thread.call() != null) {
                abandoned.add(thread.call().id());
                abandoned.addAll(dropBodies(thread.call().id()));
            }
        }
        return abandoned;
    }

    List<ScriptThread> threads() {
        return List.copyOf(threads.values());
    }
}
