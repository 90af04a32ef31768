using Winnow.Core.Catalogue;

namespace Winnow.Core.Models;

/// <summary>The model registry: which models there are, and their files.</summary>
public interface IModelStore
{
    Task<RegisteredModel?> FindAsync(ModelId model, CancellationToken cancellationToken);

    /// <summary>The model that <c>name@version</c> names; for a bare name its highest version, whose numbers compare as numbers (10 is above 9).</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.UnknownModel"/>, <see cref="Errors.ErrorCodes.InvalidName"/></exception>
    Task<RegisteredModel> ResolveAsync(string model, CancellationToken cancellationToken);

    /// <summary>All models, by name and then version.</summary>
    IAsyncEnumerable<RegisteredModel> ListAsync(CancellationToken cancellationToken);

    /// <summary>Brings the uploaded files of a model onto the local disk, whether or not it is registered.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.UnknownModel"/> when there are none.</exception>
    Task<ModelFiles> DownloadAsync(ModelId model, CancellationToken cancellationToken);

    /// <summary>The files of a registered model, from the local disk when they are there and are still what was registered.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.Conflict"/> when the uploaded files are not those that were registered.</exception>
    Task<ModelFiles> FetchAsync(RegisteredModel model, CancellationToken cancellationToken);

    /// <summary>The card of a registered model as it lies in storage: its other files, which may be large, are not looked at.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.Conflict"/> when it is not there any more.</exception>
    Task<string> ReadCardAsync(RegisteredModel model, CancellationToken cancellationToken);

    /// <summary>Adds a model to the registry; the same files twice change nothing.</summary>
    /// <exception cref="Errors.WinnowException"><see cref="Errors.ErrorCodes.Conflict"/> when the version is registered with other files.</exception>
    Task<RegisteredModel> RegisterAsync(RegisteredModel model, CancellationToken cancellationToken);
}
