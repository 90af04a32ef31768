using Azure.Core;
using Azure.Core.Pipeline;

namespace Winnow.Storage.Internal;

/// <summary>Creates a container or table before the first request to it, so that nobody has to think of it.</summary>
/// <remarks>A creation that fails is tried again by the next request; two at once are harmless, as creation is "if it does not exist".</remarks>
internal sealed class CreateFirstPolicy(Func<CancellationToken, Task> createAsync, Action<CancellationToken> create) : HttpPipelinePolicy
{
    private volatile bool isCreated;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!isCreated)
        {
            await createAsync(message.CancellationToken);
            isCreated = true;
        }

        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!isCreated)
        {
            create(message.CancellationToken);
            isCreated = true;
        }

        ProcessNext(message, pipeline);
    }
}
