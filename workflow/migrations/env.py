"""Run by alembic, on the connection that ``workflow.database`` hands over."""

from alembic import context

from workflow.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
