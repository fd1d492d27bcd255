package hudson.model;

import java.io.File;
import java.util.Collection;
import jenkins.model.FullyNamed;
import jenkins.model.FullyNamedModelObject;
import org.springframework.security.access.AccessDeniedException;

public interface ItemGroup<T extends Item> extends FullyNamed, FullyNamedModelObject, PersistenceRoot {
    String getUrl();

    String getUrlChildPrefix();

    T getItem(String name) throws AccessDeniedException;

    Collection<T> getItems();

    File getRootDirFor(T child);
}
