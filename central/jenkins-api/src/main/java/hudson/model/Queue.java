package hudson.model;

import hudson.model.queue.SubTask;
import jenkins.model.FullyNamedModelObject;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

public class Queue {
    private Queue() {}

    public interface Executable {}

    public interface Task extends FullyNamedModelObject, SubTask {
        default Authentication getDefaultAuthentication2() {
            return Jenkins.getAuthentication2();
        }
    }
}
