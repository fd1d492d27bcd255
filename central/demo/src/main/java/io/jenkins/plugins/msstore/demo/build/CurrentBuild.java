package io.jenkins.plugins.msstore.demo.build;

/** The script's {@code currentBuild}. */
public final class CurrentBuild {
    private final DemoRun run;

    CurrentBuild(DemoRun run) {
        this.run = run;
    }

    /**
     * @return the result set so far, or null
     */
    public String getResult() {
        return run.getResult() == null ? null : run.getResult().toString();
    }

    /**
     * Sets the result; a better one than there is changes nothing.
     *
     * @param result such as {@code UNSTABLE}
     * @throws IllegalArgumentException when that is no result
     */
    public void setResult(String result) {
        run.setResult(Results.parse(result));
    }

    /**
     * @return the build's result if it ended now, never null
     */
    public String getCurrentResult() {
        return run.currentResult().toString();
    }

    /**
     * @param result such as {@code SUCCESS}
     * @return whether the build's result if it ended now would be as bad or worse
     */
    public boolean resultIsWorseOrEqualTo(String result) {
        return run.currentResult().isWorseOrEqualTo(Results.parse(result));
    }

    /**
     * @param result such as {@code UNSTABLE}
     * @return whether the build's result if it ended now would be as good or better
     */
    public boolean resultIsBetterOrEqualTo(String result) {
        return run.currentResult().isBetterOrEqualTo(Results.parse(result));
    }

    /**
     * @return the build's number
     */
    public int getNumber() {
        return run.getNumber();
    }

    /**
     * @return such as {@code #1}
     */
    public String getDisplayName() {
        return run.getDisplayName();
    }
}
