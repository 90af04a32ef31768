namespace Winnow.Local.Storage;

/// <summary>Changes a SQLite file in transactions; used by one thread at a time.</summary>
internal interface ITransactionalWriter : IDisposable
{
    void Begin();

    void Commit();

    /// <summary>Undoes the transaction if one is open.</summary>
    void Rollback();
}
