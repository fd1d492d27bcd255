package io.jenkins.plugins.msstore.demo.program;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Outcome;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.google.common.collect.ImmutableList;
import groovy.lang.Closure;
import io.jenkins.plugins.msstore.demo.bind.StepCatalog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs a program. All script code, and the start, stop and resumption of every step, runs on one Java thread, as in
 * Pipeline; running steps report from other threads. At every step the program is saved, and the restored copy of it continues,
 * so a script that works here also survives a restart.
 */
public final class ProgramRunner implements ScriptHost {
    /** The name of the class that the script is compiled to, as stack traces show it. */
    public static final String SCRIPT_CLASS = ScriptCompiler.SCRIPT_NAME;

    private static final List<Class> CATEGORIES = ImmutableList.<Class>builder()
            .addAll(Continuable.categories)
            .add(SerializableIterators.class)
            .build();
    private static final long STACK_BYTES = 64L << 20;

    private final ProgramSurroundings surroundings;
    private final CheckpointStore store;
    private final StepStarter starter;
    private final ScriptCompiler compiler;
    private final ProgramCodec codec;
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private final ExecutorService vm = Executors.newSingleThreadExecutor(ProgramRunner::vmThread);

    private volatile Thread vmThread;
    private Program program = new Program();
    private RunningSteps running = new RunningSteps();
    private boolean runScheduled;

    /**
     * @param catalog the steps that scripts may call
     * @param surroundings the build as these steps see it
     * @param store keeps the program
     */
    public ProgramRunner(StepCatalog catalog, ProgramSurroundings surroundings, CheckpointStore store) {
        this.surroundings = surroundings;
        this.store = store;
        this.starter = new StepStarter(catalog);
        this.compiler = new ScriptCompiler(ProgramRunner.class.getClassLoader());
        this.codec = new ProgramCodec(this, surroundings, compiler.loader());
    }

    private static Thread vmThread(Runnable work) {
        Thread thread = new Thread(null, work, "CPS VM", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Runs a script from its beginning.
     *
     * @param source the script
     * @return completed with the script's result or failure
     */
    public CompletableFuture<Outcome> start(String source) {
        post(() -> {
            PipelineScript script = compiler.compile(source);
            script.attach(this);
            program.add(new Continuable(script), Scope.OUTERMOST, null);
        });
        return end;
    }

    /**
     * Resumes a saved program, and each step that was running.
     *
     * @param source the same script
     * @param checkpoint the program's last saved state
     * @return completed with the script's result or failure
     */
    public CompletableFuture<Outcome> resume(String source, Checkpoint checkpoint) {
        post(() -> {
            compiler.compile(source);
            program = codec.read(checkpoint.program(), Program.class);
            running = codec.read(checkpoint.runningSteps(), RunningSteps.class);
            for (ScriptThread thread : program.threads()) {
                if (thread.call() != null) {
                    resumeStep(thread);
                }
            }
        });
        return end;
    }

    private void resumeStep(ScriptThread thread) {
        StepExecution execution = running.of(thread.call().id());
        if (execution == null) {
            startStep(thread);
            return;
        }
        try {
            execution.onResume();
        } catch (Exception | Error e) {
            execution.getContext().onFailure(e);
        }
    }

    /**
     * Interrupts the running steps, or the script if it runs none.
     *
     * @param cause the cause that the steps are stopped with, and the script fails with
     */
    public void interrupt(Throwable cause) {
        post(() -> interrupt(program.main(), cause));
    }

    private void interrupt(ScriptThread thread, Throwable cause) {
        if (thread == null) {
            return;
        }
        if (thread.call() == null) {
            thread.resumeWith(new Outcome(null, cause));
            return;
        }
        List<ScriptThread> bodies = program.bodies(thread.call().id());
        bodies.forEach(body -> interrupt(body, cause));
        if (bodies.isEmpty()) {
            stopStep(thread, cause);
        }
    }

    private void stopStep(ScriptThread thread, Throwable cause) {
        StepExecution execution = running.of(thread.call().id());
        try {
            execution.stop(cause);
        } catch (Exception | Error e) {
            execution.getContext().onFailure(e);
        }
    }

    @Override
    public Object callStep(String function, Object[] arguments) {
        return Continuable.suspend(function, starter.call(program.nextId(), function, arguments));
    }

    @Override
    public Object global(String name) {
        return surroundings.byName(name);
    }

    @Override
    public FlowNode newNode(int callId, String function) {
        return surroundings.newNode(callId, function);
    }

    @Override
    public <T> T contextObject(Class<T> type, Scope scope, FlowNode node) throws IOException, InterruptedException {
        return surroundings.contextObject(type, scope, node);
    }

    @Override
    public void complete(int callId, Outcome outcome) {
        onVm(() -> finishStep(callId, outcome));
    }

    @Override
    public void startBody(int callId, String name, String label, Scope scope) {
        surroundings.log("[Pipeline] {" + (label == null ? "" : " (" + label + ")"));
        Closure<?> closure = program.caller(callId).call().bodies().get(name);
        program.add(continuable(closure), scope, new Body(callId, name));
    }

    private static Continuable continuable(Closure<?> closure) {
        try {
            closure.call();
        } catch (CpsCallableInvocation e) {
            return new Continuable(e.invoke(null, null, Continuation.HALT));
        }
        throw new IllegalArgumentException("a block has to be written as a closure of the script");
    }

    @Override
    public void cancelBodies(int callId, Throwable cause) {
        onVm(() -> program.bodies(callId).forEach(body -> interrupt(body, cause)));
    }

    @Override
    public void saveSoon() {
        onVm(() -> {});
    }

    // a request of the VM thread itself is part of its present task, and saved with it
    private void onVm(VmTask task) {
        if (Thread.currentThread() != vmThread) {
            post(task);
            return;
        }
        try {
            task.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void post(VmTask task) {
        vm.execute(() -> {
            vmThread = Thread.currentThread();
            if (end.isDone()) {
                return;
            }
            try {
                task.run();
                if (!end.isDone()) {
                    save();
                    scheduleRun();
                }
            } catch (Exception | Error e) {
                giveUp(e);
            }
        });
    }

    private void scheduleRun() {
        if (!runScheduled && program.nextReady().isPresent()) {
            runScheduled = true;
            post(this::runNext);
        }
    }

    private void runNext() throws Exception {
        runScheduled = false;
        ScriptThread thread = program.nextReady().orElse(null);
        if (thread == null) {
            return;
        }
        program.hadTurn(thread);
        surroundings.onScriptContinues(thread.scope());
        Outcome outcome = thread.run(CATEGORIES);
        if (thread.isOver()) {
            threadEnded(thread, outcome);
            return;
        }
        thread.waitFor((StepCall) outcome.getNormal());
        surroundings.log("[Pipeline] " + thread.call().function());
        save();
        startStep(program.thread(thread.id()));
    }

    private void startStep(ScriptThread thread) {
        ProgramStepContext context = new ProgramStepContext(this, thread.call(), thread.scope());
        try {
            StepExecution execution = starter.execution(thread.call(), context);
            running.add(thread.call(), execution);
            if (execution.start() && !context.isCompleted()) {
                throw new IllegalStateException("the step says that it is done, but not with what result");
            }
        } catch (Exception | Error e) {
            context.onFailure(e);
        }
    }

    private void finishStep(int callId, Outcome outcome) {
        ScriptThread thread = program.caller(callId);
        if (thread == null) {
            return;
        }
        program.dropBodies(callId).forEach(running::remove);
        boolean block = running.remove(callId) instanceof BlockExecution;
        if (block) {
            surroundings.log("[Pipeline] // " + thread.call().function());
        }
        Class<?> foreign = block ? null : PlainData.firstForeignClass(outcome.getNormal());
        thread.resumeWith(
                foreign == null
                        ? outcome
                        : new Outcome(
                                null,
                                new IllegalStateException(thread.call().function() + " returned something of " + foreign
                                        + ", not plain data")));
    }

    private void threadEnded(ScriptThread thread, Outcome outcome) {
        program.remove(thread);
        Body body = thread.body();
        if (body == null) {
            end.complete(outcome);
            return;
        }
        surroundings.log("[Pipeline] }");
        BlockExecution block = (BlockExecution) running.of(body.callId());
        try {
            if (outcome.isSuccess()) {
                block.bodySucceeded(body.name(), outcome.getNormal());
            } else {
                block.bodyFailed(body.name(), outcome.getAbnormal());
            }
        } catch (Exception | Error e) {
            block.getContext().onFailure(e);
        }
    }

    private void save() throws UnserializableStateException, IOException {
        byte[] saved = codec.write(program);
        program = codec.read(saved, Program.class);
        store.save(new Checkpoint(saved, codec.write(running)));
    }

    private void giveUp(Throwable cause) {
        for (ScriptThread thread : program.threads()) {
            if (thread.call() != null
                    && running.of(thread.call().id()) != null
                    && program.bodies(thread.call().id()).isEmpty()) {
                stopStep(thread, cause);
            }
        }
        end.complete(new Outcome(null, cause));
    }

    @FunctionalInterface
    private interface VmTask {
        void run() throws Exception;
    }
}
